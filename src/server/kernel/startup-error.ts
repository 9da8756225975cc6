/**
 * Why the server cannot start, for the person who started it.
 *
 * `message` is one sentence that says what is wrong; `hint` is one sentence that says what to do. Neither holds a secret.
 */
export class StartupError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartupError';
    this.hint = hint;
  }
}
