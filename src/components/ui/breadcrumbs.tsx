import { ChevronRight } from 'lucide-react';
import Link from 'next/link';

/** The way back. The last item is the page itself. */
export function Breadcrumbs({ trail, current }: { trail: readonly { label: string; href: string }[]; current: string }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex items-center gap-1.5 text-sm text-muted-foreground">
        {trail.map((step) => (
          <li key={step.href} className="flex items-center gap-1.5">
            <Link href={step.href} className="rounded-sm whitespace-nowrap hover:text-foreground hover:underline">
              {step.label}
            </Link>
            <ChevronRight className="size-3.5" aria-hidden="true" />
          </li>
        ))}
        <li aria-current="page" className="max-w-64 truncate text-foreground">
          {current}
        </li>
      </ol>
    </nav>
  );
}
