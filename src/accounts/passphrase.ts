/** What keeps a passphrase from being used, or what can be said of its strength. */
export type PassphraseReview = 'empty' | 'blank-ends' | 'short' | 'repetitive' | 'fair' | 'good';

const shortest = 12;

/**
 * Judges a passphrase for a file that whoever has it may try at leisure. Twelve characters at least, or so few words would
 * do as are soon tried; five words or twenty characters are good. It cannot know whether they were chosen at random.
 */
export function reviewPassphrase(passphrase: string): PassphraseReview {
  if (passphrase === '') {
    return 'empty';
  }
  if (passphrase !== passphrase.trim()) {
    return 'blank-ends';
  }
  const characters = Array.from(passphrase.normalize('NFC'));
  if (characters.length < shortest) {
    return 'short';
  }
  if (new Set(characters).size < 6) {
    return 'repetitive';
  }
  const words = new Set(
    passphrase
      .toLowerCase()
      .split(/[\s\-_.,]+/)
      .filter(word => word.length > 2),
  );
  return words.size >= 5 || characters.length >= 20 ? 'good' : 'fair';
}
