export const firstNames = [
  "Mara",
  "Nils",
  "Dana",
  "Ola",
  "Kim",
  "Amara",
  "Tobias",
  "Ines",
  "Rafael",
  "Yuki",
  "Leona",
  "Marek",
  "Sunniva",
  "Idris",
  "Paula",
  "Viktor",
  "Noor",
  "Hugo",
  "Selma",
  "Teo",
  "Zofia",
  "Anouk",
  "Jonas",
  "Kaia",
  "Emre",
  "Lucía",
  "Björn",
  "Chloé",
  "Łukasz",
  "Ørjan",
  "Žana",
  "Renée",
  "Nguyệt",
  "Σοφία",
  "Ольга",
  "さくら",
  "敏",
  "مريم",
] as const;

export const lastNames = [
  "Okoye",
  "Arden",
  "Iversen",
  "Berg",
  "Sato",
  "Lindqvist",
  "Moreau",
  "Castellan",
  "Duarte",
  "Hollis",
  "Vance",
  "Brandt",
  "Kowal",
  "Tamsin",
  "Reyes",
  "Falk",
  "Osei",
  "Quist",
  "Ruiz",
  "Thornbury",
  "Weller",
  "Yilmazer",
  "Nakano",
  "Petrov",
  "O'Dell",
  "van der Linde",
  "Smith-Østergård",
  "Núñez",
  "Čapková",
  "Großmann",
  "Παππάς",
  "Иванова",
  "山田",
  "Ó Briain",
] as const;

/** Longer than many a column or text box expects. */
export const longName = {
  firstName: "Maximiliana-Theodora Alexandrine Wilhelmina Konstantina",
  lastName: "von Hohenfels-Brandenstein zu Unterach am Attersee-Weidenbach",
} as const;

export interface City {
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly countryCode: string;
  readonly zip: string;
  readonly coords: string;
}

export const cities: readonly City[] = [
  {
    name: "Leeds",
    region: "England",
    country: "United Kingdom",
    countryCode: "GB",
    zip: "LS1",
    coords: "53.8007, -1.5491",
  },
  { name: "Bergen", region: "Vestland", country: "Norway", countryCode: "NO", zip: "5003", coords: "60.3930, 5.3242" },
  {
    name: "Zürich",
    region: "Zürich",
    country: "Switzerland",
    countryCode: "CH",
    zip: "8001",
    coords: "47.3744, 8.5410",
  },
  { name: "Łódź", region: "Łódzkie", country: "Poland", countryCode: "PL", zip: "90-001", coords: "51.7687, 19.4569" },
  {
    name: "Dayton",
    region: "Ohio",
    country: "United States",
    countryCode: "US",
    zip: "45402",
    coords: "39.7589, -84.1916",
  },
  {
    name: "Austin",
    region: "Texas",
    country: "United States",
    countryCode: "US",
    zip: "78701",
    coords: "30.2711, -97.7437",
  },
  {
    name: "São Paulo",
    region: "São Paulo",
    country: "Brazil",
    countryCode: "BR",
    zip: "01000-000",
    coords: "-23.5506, -46.6333",
  },
  {
    name: "Osaka",
    region: "Kansai",
    country: "Japan",
    countryCode: "JP",
    zip: "530-0001",
    coords: "34.6937, 135.5022",
  },
];

export const companies = [
  "Bridgeco",
  "Northwind Cranes",
  "Halcyon Foods",
  "Quillmark Press",
  "Ferrous & Sons",
  "Blue Heron Logistics",
  "Tidewater Labs",
  "Pinecrest Clinics",
  "Möbius Optik",
  "Kite & Anchor",
] as const;

export const schools = [
  "Leeds Poly",
  "Fjord Technical College",
  "Saltmarsh University",
  "Universität Obersee",
  "Lakeside Community College",
] as const;

export const degrees = ["BEng", "BA", "MSc", "PhD", "Diploma"] as const;
export const studyFields = [
  "Civil Engineering",
  "Economics",
  "Computing",
  "Nursing",
  "Food Science",
  "Linguistics",
] as const;
export const industries = ["Construction", "Logistics", "Food", "Health", "Software", "Publishing"] as const;
export const skills = [
  "surveying",
  "welding",
  "typescript",
  "bookkeeping",
  "negotiation",
  "forklift",
  "first aid",
  "spanish",
  "c++",
  "photography",
] as const;

export const jobTitles = [
  "Field Engineer",
  "Line Cook",
  "Account Executive",
  "Data Analyst",
  "Night Nurse",
  "Warehouse Lead",
  "Site Manager",
  "Backend Developer",
  "Copy Editor",
  "Payroll Clerk",
  "R&D Chemist",
  "Kranführer/in",
  "Office Assistant",
  "Support Agent",
  "Product Designer",
  "Fleet Mechanic",
] as const;

export const departmentNames = [
  "Operations",
  "Engineering",
  "Kitchen",
  "Sales",
  "Finance",
  "People & Culture",
] as const;
