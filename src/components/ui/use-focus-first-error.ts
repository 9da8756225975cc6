import { type RefObject, useEffect } from 'react';

/**
 * After a refused submit, moves the focus to the first control with an error. `errors` is the state that a submit replaces: a new
 * object is a new attempt, so that the focus moves again even if the messages are the same.
 */
export function useFocusFirstError(form: RefObject<HTMLFormElement | null>, errors: Readonly<Record<string, string>>) {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')?.focus();
  }, [form, errors]);
}
