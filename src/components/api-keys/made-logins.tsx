import { roleText } from '@/components/shell/role-text';
import { Alert } from '@/components/ui/alert';
import type { MadeLogin } from './types';

/** After a revocation: the logins that the key had made for people. They go on working, so somebody has to decide. */
export function MadeLogins({ logins }: { logins: readonly MadeLogin[] }) {
  if (logins.length === 0) return null;
  return (
    <Alert tone="warning" title={`This key had made ${logins.length === 1 ? 'a login' : `${logins.length} logins`}`}>
      <p>They go on working. Decide whether their people should keep them.</p>
      <ul className="list-disc space-y-0.5 pl-4">
        {logins.map(({ id, email, role }) => (
          <li key={id}>
            <span className="break-all">{email}</span> <span className="text-muted-foreground">{roleText(role)}</span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
