'use client';

import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { AGENT_TEXT } from './call-text';
import { type CallView, isDay, isFiltered, NEWEST } from './call-view';
import type { AgentType } from './types';

type CallFiltersProps = { view: CallView; onView: (view: CallView) => void };

/** Which calls: by agent, and by days of the hospital. Each change goes back to the newest. */
export function CallFilters({ view, onView }: CallFiltersProps) {
  const { agent, from, to } = view;
  const change = (next: Partial<CallView>) => onView({ ...NEWEST, agent, from, to, ...next });
  return (
    <search
      className="flex flex-col gap-2 border-b border-border p-3 sm:flex-row sm:items-center"
      aria-label="Filter finished calls"
    >
      <Select
        aria-label="Agent"
        value={agent ?? 'all'}
        onChange={({ target: { value } }) => change({ agent: value === 'all' ? null : (value as AgentType) })}
        className="sm:w-40"
      >
        <option value="all">All agents</option>
        {Object.entries(AGENT_TEXT).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <div className="flex flex-col gap-2 min-[26rem]:flex-row sm:ml-auto">
        <Day key={`from ${from}`} label="From" day={from} onDay={(day) => change({ from: day })} {...(to && { max: to })} />
        <Day key={`to ${to}`} label="To" day={to} onDay={(day) => change({ to: day })} {...(from && { min: from })} />
      </div>
      {isFiltered(view) && (
        <Button variant="ghost" size="sm" onClick={() => onView(NEWEST)}>
          <X aria-hidden="true" />
          Clear
        </Button>
      )}
    </search>
  );
}

type DayProps = { label: string; day: string | null; min?: string; max?: string; onDay: (day: string | null) => void };

/** The browser's own day field. A year that is still being typed (0002) is shown, but filters nothing yet. */
function Day({ label, day, onDay, ...bounds }: DayProps) {
  const id = useId();
  const [typed, setTyped] = useState(day ?? '');
  return (
    <div className="flex flex-1 items-center gap-2 text-sm text-muted-foreground">
      <label htmlFor={id} className="w-10 sm:w-auto">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (value === '') onDay(null);
          else if (isDay(value)) onDay(value);
        }}
        className="min-w-0 flex-1 text-sm text-foreground sm:w-36"
        {...bounds}
      />
    </div>
  );
}
