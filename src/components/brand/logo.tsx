import { cn } from '@/lib/cn';

/** The mark: the three pins of a lock, each at its own height, cut at one line. The line is level, so the lock turns. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-7', className)}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <g fill="#fff">
        <g opacity="0.55">
          <rect x="7" y="9" width="4.6" height="5.6" rx="2.3" />
          <rect x="13.7" y="5" width="4.6" height="9.6" rx="2.3" />
          <rect x="20.4" y="7" width="4.6" height="7.6" rx="2.3" />
        </g>
        <rect x="7" y="16.6" width="4.6" height="9.4" rx="2.3" />
        <rect x="13.7" y="16.6" width="4.6" height="6.4" rx="2.3" />
        <rect x="20.4" y="16.6" width="4.6" height="10.4" rx="2.3" />
      </g>
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <LogoMark />
      <span className="text-[1.0625rem] font-semibold tracking-tight">Trilock</span>
    </span>
  );
}
