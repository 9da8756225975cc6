'use client';

import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { STATUS_TEXT } from './key-status';
import type { KeyView } from './key-view';

type KeyFiltersProps = { view: KeyView; onChange: (change: Partial<KeyView>) => void };

const STATUSES = Object.entries(STATUS_TEXT).map(([value, { label }]) => ({ value, label }));
const KINDS = [
  { value: 'partner', label: 'Partner' },
  { value: 'server', label: 'Server' },
];
const ENVIRONMENTS = [
  { value: 'live', label: 'Live' },
  { value: 'test', label: 'Test' },
];

/** Search and filters of the list. Each change goes back to the first page. */
export function KeyFilters({ view, onChange }: KeyFiltersProps) {
  const change = (next: Partial<KeyView>) => onChange({ ...next, page: 1 });
  return (
    <search className="flex flex-col gap-2 border-b border-border p-3 md:flex-row">
      <SearchInput label="Search by name or key" value={view.q} onChange={(q) => change({ q })} className="md:w-72" />
      <div className="grid grid-cols-3 gap-2 md:ml-auto md:flex">
        <Filter
          label="Status"
          value={view.status}
          options={STATUSES}
          onChange={(value) => change({ status: value as KeyView['status'] })}
        />
        <Filter
          label="Kind"
          value={view.kind}
          options={KINDS}
          onChange={(value) => change({ kind: value as KeyView['kind'] })}
        />
        <Filter
          label="Environment"
          short="Env."
          value={view.environment}
          options={ENVIRONMENTS}
          onChange={(value) => change({ environment: value as KeyView['environment'] })}
        />
      </div>
    </search>
  );
}

type FilterProps = {
  label: string;
  short?: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Filter({ label, short = label, value, options, onChange }: FilterProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} className="md:w-36">
      <option value="all">{short}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
