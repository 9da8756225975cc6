import type { OpenApiMeta } from 'trpc-to-openapi';
import type { ErrorCode } from '@/server/kernel/error-codes';
import type { Surface } from '@/server/kernel/request-info';
import type { Permission } from '@/shared/permissions';
import type { RoleAction } from '@/shared/role-table';
import type { Role } from '@/shared/roles';
import type { DownloadType } from './download';

/** Who may call. `any`: every caller whom the surface's door let in. `public`: no credentials are asked for. */
export type Access = {
  permission?: Permission | 'any';
  roles?: readonly Role[];
  /** People by the role table (v1): what this operation is there. A role that it reaches nothing with is refused. */
  people?: RoleAction;
  public?: true;
  /** Open also to a person who must change the password before anything else. */
  beforePasswordChange?: true;
};

/**
 * An endpoint as data: the dispatcher, the documents, the permission check, the limits and the audit log all read it from
 * here. A test walks the routers and fails on a procedure that lacks any of it.
 */
export type RouteMeta = {
  surface: Surface;
  access: Access;
  /** `standard`: the caller's three windows. `login`: failures by e-mail and address. `public`: none. */
  rateClass: 'standard' | 'login' | 'public';
  /** The action's name in the audit log, and which group of patient fields its answer holds, if any. */
  audit: { action: string; fieldGroup?: 'contact' | 'record' };
  /** Absent on procedures that only the dashboard calls. */
  openapi?: OpenApiMeta['openapi'];
  /** Of a success; 200 where absent. */
  status?: 200 | 201 | 204;
  message?: string;
  /** `list`: paged, in the surface's list envelope. `bare`: the data itself, without envelope. */
  shape?: 'item' | 'list' | 'bare';
  /** Does the answer carry an ETag, and may a write be conditional on it? */
  etag?: boolean;
  /** Does the answer hold a credential? Then it may be replayed for 10 minutes only. */
  holdsCredential?: boolean;
  /** Files that it may answer with instead (`ctx.download`). */
  downloads?: readonly DownloadType[];
  /**
   * Parameters of the path that the body may repeat, as an answer does that is read, changed and sent back; what it says there
   * is ignored.
   */
  echoes?: readonly string[];
  /** Codes of the rules behind it, beside those that every operation of the surface can answer. */
  errors?: readonly ErrorCode[];
};
