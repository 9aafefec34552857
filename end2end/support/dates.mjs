// Days as the pages write them.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/// The day so many days from now in a time zone, as `YYYY-MM-DD`: what date controls take.
export function dayFrom(days, timeZone = 'UTC') {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + days * 86_400_000);
}

/// The same as people read it: "6 Dec 2026", "2026年12月6日".
export function written(language, day) {
  const [year, month, date] = day.split('-').map(Number);
  return language === 'ja' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}
