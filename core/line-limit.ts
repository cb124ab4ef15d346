/** How many lines were left out before this one; null when this one is to be left out, too. */
export type LineLimit = (about: string) => number | null;

interface Count {
  second: number;
  lines: number;
  unsaid: number;
}

/** Holds the log to a few lines a second about each subject, so that a storm neither fills a disk nor hides the rest. */
export function lineLimit(mostPerSecond: number): LineLimit {
  const counts = new Map<string, Count>();
  return (about) => {
    const second = Math.floor(performance.now() / 1000);
    const count = counts.get(about) ?? { second, lines: 0, unsaid: 0 };
    counts.set(about, count);
    if (count.second !== second) [count.second, count.lines] = [second, 0];
    count.lines += 1;
    if (count.lines > mostPerSecond) {
      count.unsaid += 1;
      return null;
    }
    const { unsaid } = count;
    count.unsaid = 0;
    return unsaid;
  };
}
