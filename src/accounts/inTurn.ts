/** One after the other, so that a vault is not asked five thousand things at once. */
export async function inTurn<A, B>(list: readonly A[], work: (each: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (const each of list) {
    done.push(await work(each));
  }
  return done;
}
