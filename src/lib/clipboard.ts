/**
 * Copies text. `navigator.clipboard` exists only on HTTPS and loopback; a hospital's test server may be neither, so the old
 * command is the fallback. `near` keeps the helper element inside an open dialog, whose focus trap would blur it elsewhere.
 */
export async function copyText(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near.closest('[role="dialog"]') ?? document.body);
  }
}

function copyBySelection(text: string, host: Element): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  host.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
