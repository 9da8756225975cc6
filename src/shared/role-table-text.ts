import { FIELD_MASKS, ROLE_ACTIONS, ROLE_NOTES, type RoleAction, reachOf, resourceOf } from './role-table';
import { ROLES, type Role } from './roles';

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

/** Who may do this, in one paragraph for an operation's description. */
export function roleSentence(action: RoleAction): string {
  const reached = ROLES.map((role) => [role, reachOf(role, action)] as const).filter(([, reach]) => reach !== 'none');
  if (reached.length === 0) return 'No role may do it.';
  const roles = reached.map(([role, reach]) => `\`${role}\`${reach === 'hospital' ? '' : ` (${reach})`}`).join(', ');
  const [, verb] = action.split('.');
  const masks = ['create', 'delete'].includes(verb ?? '') ? [] : maskSentences(action, verb === 'update');
  return [`Roles: ${roles}.`, ...masks, ...(ROLE_NOTES[action] ? [ROLE_NOTES[action]] : [])].join(' ');
}

function maskSentences(action: RoleAction, changing: boolean): string[] {
  const masks = Object.entries(FIELD_MASKS[resourceOf(action)] ?? {});
  return masks.flatMap(([role, { hidden, changeable }]) => {
    if (reachOf(role as Role, action) === 'none') return [];
    return [
      ...(hidden.length > 0 ? [`A ${role} does not see ${code(hidden)}.`] : []),
      ...(changing && changeable ? [`A ${role} changes only ${code(changeable)}.`] : []),
    ];
  });
}

/** The whole table as the documentation prints it (docs/roles.md). */
export function roleTableMarkdown(): string {
  const rows = ROLE_ACTIONS.map((action) => {
    const [resource, verb] = action.split('.');
    const cells = ROLES.map((role) => reachOf(role, action).replace('none', '–'));
    return `| ${[resource, verb, ...cells].join(' | ')} |`;
  });
  const masks = Object.entries(FIELD_MASKS).flatMap(([resource, byRole]) =>
    Object.entries(byRole).map(
      ([role, { hidden, changeable }]) =>
        `| ${resource} | ${role} | ${hidden.length > 0 ? code(hidden) : '–'} | ${changeable ? code(changeable) : 'all'} |`,
    ),
  );
  const notes = Object.entries(ROLE_NOTES).map(([action, note]) => `- ${action}: ${note}`);
  return [
    `| resource | action | ${ROLES.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(ROLES.length)}`,
    ...rows,
    '',
    '| resource | role | does not see | changes |',
    '| --- | --- | --- | --- |',
    ...masks,
    '',
    ...notes,
    '',
  ].join('\n');
}
