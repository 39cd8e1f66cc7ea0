/** Who acts, and what they may do. Every use case takes the acting principal and checks one permission. */
export const ROLES = ['viewer', 'investigator', 'seniorInvestigator', 'administrator', 'auditor', 'service'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'readGraph',
  'readRings',
  'importRecords',
  'runDetection',
  'manageKeys',
  'exportData',
  'giveVerdicts',
  'handleAlerts',
  'suppressAlerts',
  'manageWebhooks',
  'manageSchedules',
  'manageParameters',
  'setReviewCapacity',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Principal = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** How they proved it: a browser session, a service key, or the command line on the machine itself. */
  readonly via: 'session' | 'key' | 'commandLine';
};

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['readGraph', 'readRings'],
  investigator: ['readGraph', 'readRings', 'exportData', 'giveVerdicts', 'handleAlerts'],
  seniorInvestigator: [
    'readGraph',
    'readRings',
    'exportData',
    'giveVerdicts',
    'handleAlerts',
    'suppressAlerts',
    'runDetection',
    'setReviewCapacity',
  ],
  administrator: PERMISSIONS,
  auditor: ['readRings'],
  service: ['readGraph', 'readRings', 'importRecords', 'runDetection'],
};

export const isAllowed = (principal: Principal, permission: Permission): boolean =>
  GRANTS[principal.role].includes(permission);

/** The operator at the machine's own command line. */
export const OPERATOR: Principal = { id: 'operator', name: 'operator', role: 'administrator', via: 'commandLine' };
