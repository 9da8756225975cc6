import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Table({ className, caption, children, ...props }: ComponentProps<'table'> & { caption: string }) {
  return (
    <table className={cn('w-full border-collapse text-left text-sm', className)} {...props}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 border-b border-border px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('px-3 py-2.5 align-middle first:pl-4 last:pr-4', className)} {...props} />;
}

export type SortDirection = 'ascending' | 'descending';

type SortThProps = { label: string; direction: SortDirection | undefined; onSort: () => void; className?: string };

/** A column head that sorts. `direction` is undefined while another column decides. */
export function SortTh({ label, direction, onSort, className }: SortThProps) {
  const Icon = direction === undefined ? ArrowUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <Th aria-sort={direction ?? 'none'} {...(className === undefined ? {} : { className })}>
      <button
        type="button"
        onClick={onSort}
        className={cn(
          '-mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-muted hover:text-foreground',
          direction !== undefined && 'text-foreground',
        )}
      >
        {label}
        <Icon className="size-3.5" aria-hidden="true" />
      </button>
    </Th>
  );
}
