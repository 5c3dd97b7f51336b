/** The one legal time of the whole country. */
const chinaTime = '+08:00';

/**
 * A date of the front matter as sitemaps, schema.org and Open Graph want it
 * (https://www.w3.org/TR/NOTE-datetime): the day alone where the hour is not known, else with its zone.
 * @param published `YYYY-MM-DD`, or with `HH:MM` or `HH:MM:SS` behind a space or a `T`.
 */
export function w3cDate(published: string): string {
  const [date = '', time] = published.split(/[ T]/);
  return time === undefined ? date : wholeTime(date, time);
}

/** The same to the second (RFC 3339); a date without an hour begins its day. */
export function rfc3339Time(published: string): string {
  const [date = '', time = '00:00'] = published.split(/[ T]/);
  return wholeTime(date, time);
}

/** The last second of a year (RFC 3339). */
export function endOfYear(year: number): string {
  return wholeTime(`${year}-12-31`, '23:59:59');
}

function wholeTime(date: string, time: string): string {
  return `${date}T${time.length === 5 ? `${time}:00` : time}${chinaTime}`;
}
