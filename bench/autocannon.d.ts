/** The part of autocannon that the bench uses; the package carries no types. */
declare module 'autocannon' {
  type Options = {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
  };
  type Result = {
    /** Seconds. */
    duration: number;
    requests: { total: number };
    /** Milliseconds. */
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
    timeouts: number;
  };
  /** Milliseconds with fractions, which `latency` does not have. */
  type OnResponse = (client: unknown, statusCode: number, bytes: number, ms: number) => void;
  type Instance = PromiseLike<Result> & { on: (event: 'response', listener: OnResponse) => void };
  export default function autocannon(options: Options): Instance;
}
