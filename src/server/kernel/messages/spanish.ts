import type { ErrorCode } from '../error-codes';

/** The sentence of each error code; English is in ERROR_TABLE. A new code does not compile without its line here. */
export const SPANISH_ERRORS: Readonly<Record<ErrorCode, string>> = {
  VALIDATION_ERROR: 'La solicitud no es válida.',
  INVALID_JSON: 'El cuerpo de la solicitud no es JSON válido.',
  UNAUTHORIZED: 'Se requiere autenticación.',
  INVALID_API_KEY: 'Credenciales de API no válidas.',
  TOKEN_EXPIRED: 'El token ha caducado.',
  INVALID_CREDENTIALS: 'El correo electrónico o la contraseña no son correctos.',
  OTP_REQUIRED: 'Se requiere un segundo factor.',
  FORBIDDEN: 'No tiene permiso para acceder a este recurso.',
  INSUFFICIENT_PERMISSIONS: 'A la clave de API le falta un permiso.',
  IP_NOT_ALLOWED: 'Esta dirección no puede usar la clave de API.',
  ACCESS_FROZEN: 'El acceso externo está suspendido por el momento.',
  HTTPS_REQUIRED: 'Se requiere HTTPS.',
  RESOURCE_NOT_FOUND: 'No se encontró el recurso.',
  METHOD_NOT_ALLOWED: 'El método no está permitido aquí.',
  CONFLICT: 'La solicitud entra en conflicto con el estado actual.',
  DUPLICATE_RESOURCE: 'El recurso ya existe.',
  SLOT_TAKEN: 'El horario está ocupado.',
  INVALID_STATUS_TRANSITION: 'El estado no puede cambiar de esta manera.',
  CANNOT_DELETE: 'El recurso no se puede eliminar ahora.',
  IDEMPOTENCY_IN_PROGRESS: 'Todavía se está respondiendo a una solicitud con esta Idempotency-Key.',
  PRECONDITION_FAILED: 'El recurso ha cambiado desde que se leyó.',
  EVENTS_EXPIRED: 'Los eventos desde entonces ya no se conservan: vuelva a leer las listas.',
  REQUEST_REJECTED: 'La solicitud fue rechazada.',
  PAYLOAD_TOO_LARGE: 'El cuerpo de la solicitud supera 1 MiB.',
  UNSUPPORTED_MEDIA_TYPE: 'El cuerpo de la solicitud debe ser application/json.',
  OUTSIDE_AVAILABILITY: 'La hora está fuera de la disponibilidad del médico.',
  DELETION_NOT_ALLOWED: 'El recurso no se puede eliminar.',
  IDEMPOTENCY_KEY_REUSED: 'La Idempotency-Key se usó con otra solicitud.',
  RATE_LIMIT_EXCEEDED: 'Demasiadas solicitudes.',
  INTERNAL_ERROR: 'Algo falló de nuestro lado.',
  SERVICE_UNAVAILABLE: 'El servicio no está disponible en este momento.',
};

/** Where a detail has no Spanish of its own. The test of this folder lets none come so far. */
export const SPANISH_UNKNOWN = 'No es válido.';

/** What `{word}` of a sentence means for an English word; others, such as names of values, stay. */
export const SPANISH_WORDS: Readonly<Record<string, string>> = {
  hospital: 'un hospital',
  branch: 'una sede',
  user: 'un usuario',
  patient: 'un paciente',
  doctor: 'un médico',
  appointment: 'una cita',
  schedule: 'un horario',
  call: 'una llamada',
};
