import { Building2 } from 'lucide-react';

/** Whose keys these are. Always in sight: a super admin works in several hospitals. */
export function HospitalLabel({ name }: { name: string }) {
  return (
    <p className="flex min-w-0 items-start gap-2 text-sm" title={name}>
      <Building2 className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      <span className="sr-only">Hospital:</span>
      <span className="line-clamp-2 font-medium">{name}</span>
    </p>
  );
}
