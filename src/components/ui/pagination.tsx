'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { numberText } from '@/lib/time-text';
import { Button } from './button';

type PaginationProps = { page: number; pageSize: number; total: number; onPage: (page: number) => void };

export function Pagination({ page, pageSize, total, onPage }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 border-t border-border px-4 py-2.5">
      <p role="status" className="text-sm text-muted-foreground tabular-nums">
        {numberText(first)}–{numberText(Math.min(total, page * pageSize))} of {numberText(total)}
      </p>
      <div className="flex gap-2">
        <Button
          variant="secondary"
          size="icon"
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
          aria-label="Previous page"
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button
          variant="secondary"
          size="icon"
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
          aria-label="Next page"
        >
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}
