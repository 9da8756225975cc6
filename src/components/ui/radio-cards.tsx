'use client';

import { RadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from '@/lib/cn';

export type RadioCard<Value extends string> = { value: Value; title: string; explains: string; icon?: ReactNode };

type RadioCardsProps<Value extends string> = {
  label: string;
  value: Value;
  cards: readonly RadioCard<Value>[];
  onChange: (value: Value) => void;
  className?: string;
};

/** A choice of few, each explained: radio buttons whose whole card can be pressed. Arrow keys move between them. */
export function RadioCards<Value extends string>({ label, value, cards, onChange, className }: RadioCardsProps<Value>) {
  const id = useId();
  const choose = (next: string) => {
    const card = cards.find((each) => each.value === next);
    if (card !== undefined) onChange(card.value);
  };
  return (
    <div className="space-y-1.5">
      <p id={id} className="text-sm font-medium">
        {label}
      </p>
      <RadioGroup.Root value={value} onValueChange={choose} aria-labelledby={id} className={cn('grid gap-2', className)}>
        {cards.map((card) => (
          <RadioGroup.Item
            key={card.value}
            value={card.value}
            aria-labelledby={`${id}-${card.value}`}
            aria-describedby={`${id}-${card.value}-explains`}
            className="group flex items-start gap-3 rounded-lg border border-input/60 bg-card p-3 text-left transition-colors hover:border-primary data-[state=checked]:border-primary data-[state=checked]:bg-primary-soft data-[state=checked]:shadow-[inset_0_0_0_1px_var(--primary)]"
          >
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-input bg-card group-data-[state=checked]:border-primary">
              <RadioGroup.Indicator className="size-2 rounded-full bg-primary" />
            </span>
            <span className="min-w-0 space-y-0.5">
              <span id={`${id}-${card.value}`} className="flex items-center gap-1.5 text-sm font-medium [&_svg]:size-4">
                {card.icon}
                {card.title}
              </span>
              <span id={`${id}-${card.value}-explains`} className="block text-sm text-muted-foreground">
                {card.explains}
              </span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}
