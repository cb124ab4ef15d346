const lookEveryMs = 250;

/**
 * A signal sent to npm ends npm and the shell between, but does not reach us. Once that shell is gone we stop as if
 * the signal had come. Commands started without npm are left alone.
 */
export function stopWithParent() {
  if (process.env.npm_lifecycle_event) watchParent();
}

/** For a process that must not outlive whoever started it, killed outright or not. */
export function watchParent() {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  look.unref();
}
