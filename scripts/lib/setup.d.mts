export function ensureInstalled(): Promise<void>;
export function ensureGenerated(): Promise<void>;
export function ensureBuilt(): Promise<void>;
export function ensureBrowser(): Promise<void>;
export function findBrowser(): string | null;
