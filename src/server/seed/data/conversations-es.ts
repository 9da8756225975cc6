import type { Conversations } from './conversations';

export const SPANISH: Conversations = {
  inbound: {
    kept: [
      [
        'A: Gracias por llamar a {branch}. ¿En qué le puedo ayudar?',
        'P: Buenos días, quisiera una cita con {doctor}.',
        'A: Con mucho gusto. ¿Me regala su nombre, por favor?',
        'P: {patient}.',
        'A: Gracias, {first}. Hay disponibilidad el {day} a las {time}. ¿Le sirve?',
        'P: Sí, me queda perfecto.',
        'A: Queda agendada. Le llegará un mensaje con los datos. ¿Algo más?',
        'P: No, muchas gracias.',
        'A: Con gusto. Feliz día.',
      ],
      [
        'A: {branch}, buenas tardes. Esta llamada se graba. ¿Qué necesita?',
        'P: Llamo por mi cita con {doctor}, no recuerdo la hora.',
        'A: Claro. ¿A nombre de quién está?',
        'P: De {patient}.',
        'A: Es el {day} a las {time}.',
        'P: ¿Tengo que ir en ayunas?',
        'A: No, para esa consulta no hace falta.',
        'P: Listo, allá estaré.',
      ],
    ],
    cancelled: [
      [
        'A: Gracias por llamar a {branch}. ¿En qué le puedo ayudar?',
        'P: Necesito cancelar mi cita con {doctor}.',
        'A: Entiendo. ¿Su nombre, por favor?',
        'P: {patient}.',
        'A: Es la del {day} a las {time}. ¿La cancelo?',
        'P: Sí, por favor. Estaré de viaje.',
        'A: Queda cancelada. Que tenga buen viaje.',
      ],
    ],
  },
  reminder: {
    kept: [
      [
        'A: Buenos días, le llamamos de {branch}. ¿Hablo con {patient}?',
        'P: Sí, con quien habla.',
        'A: Le recordamos su cita con {doctor} el {day} a las {time}.',
        'P: Sí, gracias, ahí estaré.',
        'A: Perfecto. Por favor traiga sus exámenes anteriores. Feliz día.',
      ],
      [
        'A: Hola, {first}, un recordatorio de {branch}.',
        'P: Dígame.',
        'A: Tiene cita el {day} a las {time} con {doctor}. ¿Puede asistir?',
        'P: Sí, ¿en qué piso es?',
        'A: En el segundo piso, saliendo del ascensor a la izquierda.',
        'P: Gracias.',
        'A: Queda confirmada. Hasta pronto.',
      ],
    ],
    cancelled: [
      [
        'A: Buenas tardes, de {branch}. ¿Hablo con {patient}?',
        'P: Sí, cuénteme.',
        'A: Le recuerdo su cita con {doctor} el {day} a las {time}.',
        'P: Ay, ese día no puedo. Cancélela, por favor.',
        'A: Con gusto, queda cancelada. ¿Busco otra fecha?',
        'P: Yo vuelvo a llamar, gracias.',
      ],
    ],
  },
  feedback: {
    kept: [
      [
        'A: Hola, {first}, le llamamos de {branch} por su visita del {day} con {doctor}. ¿Tiene un minuto?',
        'P: Sí, claro.',
        'A: De uno a cinco, ¿cómo califica la atención?',
        'P: Cinco, muy amable la atención.',
        'A: ¿Cuánto tiempo esperó?',
        'P: Como un cuarto de hora.',
        'A: ¿Hay algo que podamos mejorar?',
        'P: El parqueadero, que es muy pequeño.',
        'A: Tomo nota. Muchas gracias por su tiempo.',
      ],
      [
        'A: Buenos días, de {branch}. ¿Cómo sigue después de su consulta con {doctor}?',
        'P: Mucho mejor, gracias a Dios.',
        'A: Nos alegra. De uno a cinco, ¿cómo fue la visita?',
        'P: Cuatro.',
        'A: Muchas gracias, que se mejore.',
      ],
    ],
    cancelled: [],
  },
  unknownCaller: [
    [
      'A: Gracias por llamar a {branch}. ¿En qué le puedo ayudar?',
      'P: ¿Qué horario tienen los sábados?',
      'A: Los sábados atendemos de siete a doce.',
      'P: ¿Y toman exámenes de sangre sin cita?',
      'A: Sí, hasta las nueve.',
      'P: Gracias, muy amable.',
    ],
  ],
};
