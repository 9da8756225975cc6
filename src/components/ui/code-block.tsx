import { CopyButton } from './copy-button';

/** Text for a terminal. `shown` may be a masked form of `text`; copying always gives the real one. */
export function CodeBlock({ label, text, shown = text }: { label: string; text: string; shown?: string }) {
  return (
    <figure className="overflow-hidden rounded-lg border border-border bg-code text-code-foreground">
      <figcaption className="flex items-center justify-between border-b border-white/10 py-1 pr-1.5 pl-3.5 text-xs">
        {label}
        <CopyButton
          text={text}
          label={`Copy ${label}`}
          className="text-code-foreground hover:bg-white/10 hover:text-white focus-visible:outline-white"
        />
      </figcaption>
      <pre className="overflow-x-auto px-3.5 py-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap">{shown}</pre>
    </figure>
  );
}
