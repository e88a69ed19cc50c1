import type { Exchange } from '../server/exchange.ts';

/**
 * The fields of a form that was sent, of a form with files too: a file's field is its text, read as UTF-8. A body that is
 * no form has none.
 */
export async function readForm({ request, body }: Pick<Exchange, 'request' | 'body'>): Promise<URLSearchParams> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data[ \t]*;/i.test(contentType)) {
    return new URLSearchParams(body.toString('utf8'));
  }
  try {
    const data = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData();
    const fields = [...data].map(async ([name, value]): Promise<[string, string]> => [
      name,
      typeof value === 'string' ? value : await value.text(),
    ]);
    return new URLSearchParams(await Promise.all(fields));
  } catch {
    return new URLSearchParams();
  }
}
