/** A day as ISO 8601 writes it, `2026-03-01`, on the person's own calendar: ms since 1970 of its first moment. */
export function readIsoDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const [year = 0, month = 0, day = 0] = match?.slice(1).map(Number) ?? [];
  const date = new Date(year, month - 1, day);
  // A day that there is not, such as 30 February, would be read as one of the next month.
  const isReal = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return match && isReal ? date.getTime() : undefined;
}

/** The day of a moment in ms since 1970, on the person's own calendar. */
export function writeIsoDate(at: number): string {
  const date = new Date(at);
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return `${digits(date.getFullYear(), 4)}-${digits(date.getMonth() + 1, 2)}-${digits(date.getDate(), 2)}`;
}
