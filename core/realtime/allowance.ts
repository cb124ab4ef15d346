const windowMs = 60_000;

/** So many within a minute. */
export interface Allowance {
  take(): boolean;
}

export function perMinute(most: number, clock: () => number = () => performance.now()): Allowance {
  let left = most;
  let until = 0;
  return {
    take() {
      const now = clock();
      if (now >= until) [left, until] = [most, now + windowMs];
      if (left <= 0) return false;
      left -= 1;
      return true;
    },
  };
}
