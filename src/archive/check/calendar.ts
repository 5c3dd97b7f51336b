/** Today in China, where the reports are published, as `YYYY-MM-DD`. */
export function todayInChina(now: Date = new Date()): string {
  // The Swedish locale writes dates the ISO way.
  return now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

/** Whether text of the form of `dateTimeSchema` names a day and time that exist. */
export function isRealDateTime(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  );
}

/** Days of a month, 1 to 12. */
function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
