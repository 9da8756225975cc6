import { INDIAN, LATIN_AMERICAN, type NamePool } from './names';
import type { Country } from './phones';

/** A branch and what its people are like. */
export interface Site {
  slug: 'mumbai' | 'pune' | 'bengaluru' | 'bogota';
  name: string;
  location: string;
  landmark: string;
  /** Null: the hospital's. */
  timezone: string | null;
  /** Land lines in E.164. */
  callerNumber: string;
  outboundNumber: string;
  /** Share of the hospital's patients. */
  weight: number;
  names: NamePool;
  /** Where its patients' telephones are from. */
  phones: Partial<Record<Country, number>>;
  localities: readonly (readonly [area: string, postcode: string])[];
  streets: readonly string[];
  houses: readonly string[];
  city: string;
  insurers: readonly string[];
}

const INDIAN_HOUSES = ['Sai Residency', 'Shanti Niwas', 'Green Heights', 'Lake View', 'Om Sadan', 'Silver Oaks', 'Gokul Dham'];
const INDIAN_INSURERS = ['Bharat Arogya Mediclaim', 'Suraksha Health', 'Jeevan Raksha General', 'Niramaya Family Floater'];

export const SITES: readonly Site[] = [
  {
    slug: 'mumbai',
    name: 'Mumbai – Andheri',
    location: '14 Veera Desai Road, Andheri West, Mumbai 400053',
    landmark: 'Opposite the sports complex',
    timezone: 'Asia/Kolkata',
    callerNumber: '+912261450100',
    outboundNumber: '+912261450190',
    weight: 36,
    names: INDIAN,
    phones: { IN: 1 },
    city: 'Mumbai',
    localities: [
      ['Andheri West', '400053'],
      ['Bandra East', '400051'],
      ['Borivali West', '400092'],
      ['Chembur', '400071'],
      ['Dadar West', '400028'],
      ['Ghatkopar East', '400077'],
      ['Goregaon East', '400063'],
      ['Powai', '400076'],
    ],
    streets: ['Link Road', 'S V Road', 'Hill Road', 'Station Road', 'L B S Marg', 'Nehru Road', 'Gokhale Road', 'Tilak Road'],
    houses: INDIAN_HOUSES,
    insurers: INDIAN_INSURERS,
  },
  {
    slug: 'pune',
    name: 'Pune – Aundh',
    location: '8 ITI Road, Aundh, Pune 411007',
    landmark: 'Next to the flyover',
    // Takes the hospital's zone, as the contract allows.
    timezone: null,
    callerNumber: '+912026450100',
    outboundNumber: '+912026450190',
    weight: 18,
    names: INDIAN,
    phones: { IN: 1 },
    city: 'Pune',
    localities: [
      ['Aundh', '411007'],
      ['Baner', '411045'],
      ['Hadapsar', '411028'],
      ['Kothrud', '411038'],
      ['Viman Nagar', '411014'],
      ['Wakad', '411057'],
    ],
    streets: ['Baner Road', 'Karve Road', 'Paud Road', 'Nagar Road', 'Sinhagad Road', 'Fergusson College Road'],
    houses: INDIAN_HOUSES,
    insurers: INDIAN_INSURERS,
  },
  {
    slug: 'bengaluru',
    name: 'Bengaluru – Indiranagar',
    location: '221 100 Feet Road, Indiranagar, Bengaluru 560038',
    landmark: 'Near the metro station',
    timezone: 'Asia/Kolkata',
    callerNumber: '+918026450100',
    outboundNumber: '+918026450190',
    weight: 26,
    names: INDIAN,
    phones: { IN: 1 },
    city: 'Bengaluru',
    localities: [
      ['Indiranagar', '560038'],
      ['Jayanagar', '560041'],
      ['Koramangala', '560034'],
      ['Malleshwaram', '560003'],
      ['Whitefield', '560066'],
      ['HSR Layout', '560102'],
    ],
    streets: ['80 Feet Road', 'Outer Ring Road', 'Sampige Road', 'Cunningham Road', '5th Main', '12th Cross', 'CMH Road'],
    houses: INDIAN_HOUSES,
    insurers: INDIAN_INSURERS,
  },
  {
    slug: 'bogota',
    name: 'Bogotá – Chapinero',
    location: 'Carrera 13 # 54-30, Chapinero, Bogotá 110231',
    landmark: 'Frente al parque',
    timezone: 'America/Bogota',
    callerNumber: '+576012450100',
    outboundNumber: '+576012450190',
    weight: 20,
    names: LATIN_AMERICAN,
    phones: { CO: 88, MX: 7, PE: 5 },
    city: 'Bogotá',
    localities: [
      ['Chapinero', '110231'],
      ['Usaquén', '110111'],
      ['Suba', '111121'],
      ['Teusaquillo', '111311'],
      ['Fontibón', '110921'],
      ['Kennedy', '110811'],
    ],
    streets: ['Calle 53', 'Calle 72', 'Carrera 7', 'Carrera 15', 'Avenida Caracas', 'Calle 100', 'Transversal 24'],
    houses: ['Edificio Los Cerros', 'Conjunto La Pradera', 'Torres del Parque Norte', 'Edificio El Nogal Verde', 'Casa'],
    insurers: ['Salud Andina EPS', 'Vida Plena EPS', 'Medicina Prepagada Los Cerros'],
  },
];
