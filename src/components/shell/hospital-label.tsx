import { Building2 } from 'lucide-react';

/** Whose keys these are. Always in sight: a super admin works in several hospitals. */
export function HospitalLabel({ name }: { name: string }) {
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm">
      <Building2 className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      <span className="sr-only">Hospital:</span>
      <span className="truncate font-medium">{name}</span>
    </p>
  );
}
