import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: string;
  description?: ReactNode;
  badges?: ReactNode;
  breadcrumbs?: ReactNode;
  children?: ReactNode;
};

/** The head of a page: where one is, what it is, and its main actions at the top right. */
export function PageHeader({ title, description, badges, breadcrumbs, children }: PageHeaderProps) {
  return (
    <header className="space-y-3">
      {breadcrumbs}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
            {badges}
          </div>
          {description !== undefined && <div className="max-w-2xl text-muted-foreground">{description}</div>}
        </div>
        {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
      </div>
    </header>
  );
}
