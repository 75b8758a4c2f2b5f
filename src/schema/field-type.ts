import { registerEnumType } from "type-graphql";

export enum FieldType {
  TEXT = "TEXT",
  PARAGRAPH = "PARAGRAPH",
  NUMBER = "NUMBER",
  PERCENTAGE = "PERCENTAGE",
  CURRENCY = "CURRENCY",
  BOOLEAN = "BOOLEAN",
  DATE = "DATE",
  SINGLE_SELECT = "SINGLE_SELECT",
  MULTI_SELECT = "MULTI_SELECT",
  FILE = "FILE",
  EMAIL = "EMAIL",
  PHONE = "PHONE",
  COUNTRY = "COUNTRY",
  LOCATION = "LOCATION",
  PAY_RATE = "PAY_RATE",
  COMPOSITE = "COMPOSITE",
  EMPLOYEE = "EMPLOYEE",
  DEPARTMENT = "DEPARTMENT",
  LEGAL_ENTITY = "LEGAL_ENTITY",
  WORK_SCHEDULE = "WORK_SCHEDULE",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(FieldType, {
  name: "FieldType",
  description: "What a field of the provider's own form holds.",
  valuesConfig: {
    TEXT: { description: "One line of text." },
    PARAGRAPH: { description: "Text of any length." },
    NUMBER: { description: "A number." },
    PERCENTAGE: { description: "A share in percent." },
    CURRENCY: { description: "A currency or an amount of money." },
    BOOLEAN: { description: "Yes or no." },
    DATE: { description: "A calendar date." },
    SINGLE_SELECT: { description: "One of the options." },
    MULTI_SELECT: { description: "Any of the options." },
    FILE: { description: "A file." },
    EMAIL: { description: "An e-mail address." },
    PHONE: { description: "A phone number." },
    COUNTRY: { description: "A country." },
    LOCATION: { description: "A place." },
    PAY_RATE: { description: "An amount for a period of work." },
    COMPOSITE: { description: "Several fields in one; see `subfields`." },
    EMPLOYEE: { description: "One or more employees." },
    DEPARTMENT: { description: "A department." },
    LEGAL_ENTITY: { description: "A legal entity." },
    WORK_SCHEDULE: { description: "A work schedule." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `typeLabel`." },
  },
});

export enum FieldEntity {
  CANDIDATE = "CANDIDATE",
  EMPLOYEE = "EMPLOYEE",
}
registerEnumType(FieldEntity, {
  name: "FieldEntity",
  description: "What a field belongs to.",
  valuesConfig: {
    CANDIDATE: { description: "Candidates." },
    EMPLOYEE: { description: "Employees." },
  },
});
