import { type Debugger, Session } from 'node:inspector';

/** What the main thread was doing when it was stopped for a moment. */
export interface Sight {
  /** As an error's stack reads, with source maps applied. */
  readonly stack: string;
  /** The call into a plugin that this is part of, as JSON. */
  readonly call: string | null;
}

export interface MainThread {
  /**
   * Stops it at its next line of JavaScript, looks, and lets it go on once `see` has been told; settles then.
   * While `see` runs, nothing it looks at can move.
   */
  look(see: (sight: Sight | null) => void): Promise<void>;
  /** Ends the process where it stands. */
  end(exitCode: number): void;
  leave(): void;
}

/** Where the main thread says, when it is asked in the midst of something, for whom that is. */
export const callSign = Symbol.for('guildhall.call');

const stackText = `(() => {
  const most = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack } = new Error('blocked');
  Error.stackTraceLimit = most;
  return stack;
})()`;
const callText = `globalThis[Symbol.for('guildhall.call')]?.() ?? null`;

/**
 * Speaks the inspector's protocol with the main thread from another one, which works also while a loop keeps
 * it from anything else. Costs nothing until then.
 */
export function meetMainThread(): MainThread {
  const session = new Session();
  session.connectToMainThread();
  let react: ((frames: readonly Debugger.CallFrame[]) => void) | null = null;
  const goOn = () => session.post('Debugger.resume');
  session.on('Debugger.paused', ({ params: { callFrames } }) => {
    // A `debugger` statement of somebody's is none of our business.
    if (!react) return goOn();
    const now = react;
    react = null;
    now(callFrames);
  });
  session.post('Debugger.enable');

  function evaluate(frame: Debugger.CallFrame, expression: string, done: (value: unknown) => void): void {
    const asked = { callFrameId: frame.callFrameId, expression, returnByValue: true, silent: true };
    const settle = (error: Error | null, answer?: Debugger.EvaluateOnCallFrameReturnType) => {
      done(error || !answer || answer.exceptionDetails ? null : answer.result.value);
    };
    session.post('Debugger.evaluateOnCallFrame', asked, settle);
  }

  return {
    look(see) {
      return new Promise((resolve) => {
        const settle = (sight: Sight | null) => {
          try {
            see(sight);
          } finally {
            goOn();
            resolve();
          }
        };
        react = ([top, ...rest]) => {
          if (!top) return settle(null);
          let stack = framesText([top, ...rest]);
          evaluate(top, stackText, (value) => {
            if (typeof value === 'string') stack = value;
          });
          evaluate(top, callText, (value) =>
            settle({ stack, call: typeof value === 'string' ? value : null }),
          );
        };
        session.post('Debugger.pause');
      });
    },
    end(exitCode) {
      react = ([top]) => {
        if (top) evaluate(top, `process.reallyExit(${exitCode})`, goOn);
        else goOn();
      };
      session.post('Debugger.pause');
    },
    leave: () => session.disconnect(),
  };
}

/** Should the code in the way have an `Error` of its own. */
function framesText(frames: readonly Debugger.CallFrame[]): string {
  return frames
    .map(({ functionName, url, location }) => `    at ${functionName} (${url}:${location.lineNumber + 1}:1)`)
    .join('\n');
}
