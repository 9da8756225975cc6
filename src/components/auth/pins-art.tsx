/** Height of each pin's upper part. The line is the same for all: a row of locks, all open. */
const PINS = [150, 236, 188, 268, 132, 214, 172, 250, 198];

/** The mark, large and quiet, as a ground for the sign-in page. Decoration only. */
export function PinsArt() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 576 720"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full text-brand-foreground"
      fill="currentColor"
    >
      {PINS.map((height, index) => (
        <g key={height} transform={`translate(${24 + index * 60} 0)`}>
          <rect y={356 - height} width="44" height={height} rx="22" opacity="0.05" />
          <rect y={368} width="44" height={(420 - height) * 0.58} rx="22" opacity="0.1" />
        </g>
      ))}
      <rect y="361.5" width="576" height="1" opacity="0.35" />
    </svg>
  );
}
