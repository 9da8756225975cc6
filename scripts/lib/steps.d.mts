type Environment = Readonly<Record<string, string>>;

export const root: string;
export function say(line: string): void;
export function fail(sentence: string): never;
export function run(command: string, args: readonly string[], env?: Environment): Promise<number>;
export function must(sentence: string, command: string, args: readonly string[], env?: Environment): Promise<void>;
export function bin(name: string): string;
