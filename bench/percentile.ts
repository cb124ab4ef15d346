/** The value that `percent` of the sorted values do not exceed. */
export function percentile(sorted: readonly number[], percent: number): number {
  const position = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, position)] ?? 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
