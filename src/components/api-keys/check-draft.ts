import { readAllowlist } from './allowlist';
import { expiryInstant, inputOf, type KeyDraft } from './key-draft';
import type { CreateKeyInput, UpdateKeyInput } from './types';

export type DraftField = 'name' | 'permissions' | 'branch_id' | 'expires_at' | 'allowed_ips' | 'rate_tier';
export type DraftErrors = Partial<Record<DraftField, string>>;

export const NAME_MAX = 100;

/** Fields below the fold: an error there opens it. */
export const RESTRICTION_FIELDS: readonly DraftField[] = ['branch_id', 'expires_at', 'allowed_ips', 'rate_tier'];

/** What is wrong with a draft, by field, or the input to send. The server checks again; this only answers sooner. */
export function checkDraft(draft: KeyDraft, now: number, timeZone: string): { errors: DraftErrors; input: CreateKeyInput } {
  const errors: DraftErrors = {};
  const name = draft.name.trim();
  const allowlist = readAllowlist(draft.allowedIps);
  const ends = expiryInstant(draft, now, timeZone);

  if (name === '') errors.name = 'Give the key a name, such as the partner who gets it.';
  else if (name.length > NAME_MAX) errors.name = `At most ${NAME_MAX} characters; these are ${name.length}.`;
  if (draft.permissions.length === 0) errors.permissions = 'Choose at least one permission.';
  if (draft.expiry === 'date' && ends === null) errors.expires_at = 'Choose the last day on which the key works.';
  else if (draft.expiry === 'date' && ends !== null && Date.parse(ends) <= now) errors.expires_at = 'This day is over.';
  if (allowlist.problems.length > 0) errors.allowed_ips = allowlist.problems.join('\n');

  return { errors, input: inputOf(draft, allowlist.addresses, now, timeZone) };
}

const FIELDS: ReadonlySet<string> = new Set(['name', 'permissions', ...RESTRICTION_FIELDS]);

/** The server's messages by field, as far as the form has that field; `permissions.0` belongs to `permissions`. */
export function serverErrors(fields: Readonly<Record<string, string>> | undefined): DraftErrors {
  const known = Object.entries(fields ?? {})
    .map(([path, message]) => [path.split('.')[0] ?? path, message] as const)
    .filter(([path]) => FIELDS.has(path));
  return Object.fromEntries(known);
}

type Editable = Omit<CreateKeyInput, 'kind' | 'environment'>;

/** Only what differs: two admins who edit different things do not undo each other. */
export function changesOf(before: CreateKeyInput, after: CreateKeyInput): UpdateKeyInput {
  const fields = [
    'name',
    'permissions',
    'branch_id',
    'expires_at',
    'allowed_ips',
    'rate_tier',
  ] as const satisfies (keyof Editable)[];
  const changed = fields.filter((field) => JSON.stringify(sorted(before[field])) !== JSON.stringify(sorted(after[field])));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}
