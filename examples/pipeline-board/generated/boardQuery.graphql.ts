/**
 * @generated SignedSource<<685f468bfedcf955f06b1f1ae05fde6b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type boardQuery$variables = Record<PropertyKey, never>;
export type boardQuery$data = {
  readonly APPLIED: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly ASSESSMENT: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly BACKGROUND_CHECK: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly HIRED: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly INTERVIEW: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly OFFER: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly OTHER: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly REFERENCE_CHECK: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly SCREEN: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly SOURCED: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly UNMAPPED: {
    readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
  } | null | undefined;
  readonly accounts: {
    readonly nodes: ReadonlyArray<{
      readonly capabilities: ReadonlyArray<{
        readonly model: string;
        readonly writes: ReadonlyArray<{
          readonly isSupported: boolean;
          readonly mutation: string;
          readonly needsActor: boolean;
          readonly reason: string | null | undefined;
          readonly takesActor: boolean;
        }>;
      }>;
      readonly displayName: string | null | undefined;
      readonly id: string;
      readonly provider: string;
      readonly subdomain: string;
    }>;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
    };
  } | null | undefined;
};
export type boardQuery = {
  response: boardQuery$data;
  variables: boardQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 20
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hasNextPage",
  "storageKey": null
},
v3 = {
  "alias": "accounts",
  "args": (v0/*:: as any*/),
  "concreteType": "LinkedAccountConnection",
  "kind": "LinkedField",
  "name": "linkedAccounts",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "LinkedAccount",
      "kind": "LinkedField",
      "name": "nodes",
      "plural": true,
      "selections": [
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "provider",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "subdomain",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "displayName",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "ModelCapability",
          "kind": "LinkedField",
          "name": "capabilities",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "model",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "WriteCapability",
              "kind": "LinkedField",
              "name": "writes",
              "plural": true,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "mutation",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "isSupported",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "reason",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "takesActor",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "needsActor",
                  "storageKey": null
                }
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "PageInfo",
      "kind": "LinkedField",
      "name": "pageInfo",
      "plural": false,
      "selections": [
        (v2/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "storageKey": "linkedAccounts(first:20)"
},
v4 = {
  "kind": "Literal",
  "name": "outcome",
  "value": {
    "nin": [
      "REJECTED",
      "WITHDRAWN"
    ]
  }
},
v5 = {
  "kind": "Literal",
  "name": "first",
  "value": 5
},
v6 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "SOURCED"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v7 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "ApplicationEdge",
    "kind": "LinkedField",
    "name": "edges",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Application",
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "appliedAt",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "stageKindLabel",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Candidate",
            "kind": "LinkedField",
            "name": "candidate",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "name",
                "storageKey": null
              },
              (v1/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Job",
            "kind": "LinkedField",
            "name": "job",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "title",
                "storageKey": null
              },
              (v1/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "PageInfo",
    "kind": "LinkedField",
    "name": "pageInfo",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "endCursor",
        "storageKey": null
      },
      (v2/*:: as any*/)
    ],
    "storageKey": null
  }
],
v8 = [
  "filter"
],
v9 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "APPLIED"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v10 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "SCREEN"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v11 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "ASSESSMENT"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v12 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "INTERVIEW"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v13 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "REFERENCE_CHECK"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v14 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "BACKGROUND_CHECK"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v15 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "OFFER"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v16 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "HIRED"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v17 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "OTHER"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
],
v18 = [
  {
    "fields": [
      (v4/*:: as any*/),
      {
        "fields": [
          {
            "kind": "Literal",
            "name": "eq",
            "value": "UNMAPPED"
          }
        ],
        "kind": "ObjectValue",
        "name": "stageKind"
      }
    ],
    "kind": "ObjectValue",
    "name": "filter"
  },
  (v5/*:: as any*/)
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "boardQuery",
    "selections": [
      (v3/*:: as any*/),
      {
        "alias": "SOURCED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "SOURCED"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "APPLIED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "APPLIED"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "SCREEN",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "SCREEN"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "ASSESSMENT",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "ASSESSMENT"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "INTERVIEW",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "INTERVIEW"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "REFERENCE_CHECK",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "REFERENCE_CHECK"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "BACKGROUND_CHECK",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "BACKGROUND_CHECK"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "OFFER",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "OFFER"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "HIRED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "HIRED"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "OTHER",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "OTHER"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "UNMAPPED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "args": [
              {
                "kind": "Literal",
                "name": "kind",
                "value": "UNMAPPED"
              }
            ],
            "kind": "FragmentSpread",
            "name": "column_accounts"
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "boardQuery",
    "selections": [
      (v3/*:: as any*/),
      {
        "alias": "SOURCED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v6/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"SOURCED\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v6/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "APPLIED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v9/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"APPLIED\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v9/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "SCREEN",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v10/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"SCREEN\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v10/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "ASSESSMENT",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v11/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"ASSESSMENT\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v11/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "INTERVIEW",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v12/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"INTERVIEW\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v12/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "REFERENCE_CHECK",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v13/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"REFERENCE_CHECK\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v13/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "BACKGROUND_CHECK",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v14/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"BACKGROUND_CHECK\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v14/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "OFFER",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v15/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"OFFER\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v15/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "HIRED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v16/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"HIRED\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v16/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "OTHER",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v17/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"OTHER\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v17/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      },
      {
        "alias": "UNMAPPED",
        "args": (v0/*:: as any*/),
        "concreteType": "LinkedAccountConnection",
        "kind": "LinkedField",
        "name": "linkedAccounts",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "LinkedAccount",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": (v18/*:: as any*/),
                "concreteType": "ApplicationConnection",
                "kind": "LinkedField",
                "name": "applications",
                "plural": false,
                "selections": (v7/*:: as any*/),
                "storageKey": "applications(filter:{\"outcome\":{\"nin\":[\"REJECTED\",\"WITHDRAWN\"]},\"stageKind\":{\"eq\":\"UNMAPPED\"}},first:5)"
              },
              {
                "alias": null,
                "args": (v18/*:: as any*/),
                "filters": (v8/*:: as any*/),
                "handle": "connection",
                "key": "cardList_applications",
                "kind": "LinkedHandle",
                "name": "applications"
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "linkedAccounts(first:20)"
      }
    ]
  },
  "params": {
    "cacheID": "6bedb5c96583ef830217555dc550273d",
    "id": null,
    "metadata": {},
    "name": "boardQuery",
    "operationKind": "query",
    "text": "query boardQuery {\n  accounts: linkedAccounts(first: 20) {\n    nodes {\n      id\n      provider\n      subdomain\n      displayName\n      capabilities {\n        model\n        writes {\n          mutation\n          isSupported\n          reason\n          takesActor\n          needsActor\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n  SOURCED: linkedAccounts(first: 20) {\n    ...column_accounts_MMz89\n  }\n  APPLIED: linkedAccounts(first: 20) {\n    ...column_accounts_3kXIeb\n  }\n  SCREEN: linkedAccounts(first: 20) {\n    ...column_accounts_3B66xj\n  }\n  ASSESSMENT: linkedAccounts(first: 20) {\n    ...column_accounts_2R6mWy\n  }\n  INTERVIEW: linkedAccounts(first: 20) {\n    ...column_accounts_zel5g\n  }\n  REFERENCE_CHECK: linkedAccounts(first: 20) {\n    ...column_accounts_qo8Ih\n  }\n  BACKGROUND_CHECK: linkedAccounts(first: 20) {\n    ...column_accounts_3EEQpQ\n  }\n  OFFER: linkedAccounts(first: 20) {\n    ...column_accounts_1youbA\n  }\n  HIRED: linkedAccounts(first: 20) {\n    ...column_accounts_4AQvIf\n  }\n  OTHER: linkedAccounts(first: 20) {\n    ...column_accounts_DZuy5\n  }\n  UNMAPPED: linkedAccounts(first: 20) {\n    ...column_accounts_ntOSQ\n  }\n}\n\nfragment cardList_account_1youbA on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: OFFER}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_2R6mWy on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: ASSESSMENT}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_3B66xj on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: SCREEN}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_3EEQpQ on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: BACKGROUND_CHECK}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_3kXIeb on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: APPLIED}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_4AQvIf on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: HIRED}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_DZuy5 on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: OTHER}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_MMz89 on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: SOURCED}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_ntOSQ on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: UNMAPPED}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_qo8Ih on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: REFERENCE_CHECK}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment cardList_account_zel5g on LinkedAccount {\n  id\n  applications(first: 5, filter: {stageKind: {eq: INTERVIEW}, outcome: {nin: [REJECTED, WITHDRAWN]}}) {\n    edges {\n      node {\n        id\n        ...card_application\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nfragment card_application on Application {\n  id\n  appliedAt\n  stageKindLabel\n  candidate {\n    name\n    id\n  }\n  job {\n    title\n    id\n  }\n}\n\nfragment column_accounts_1youbA on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_1youbA\n  }\n}\n\nfragment column_accounts_2R6mWy on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_2R6mWy\n  }\n}\n\nfragment column_accounts_3B66xj on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_3B66xj\n  }\n}\n\nfragment column_accounts_3EEQpQ on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_3EEQpQ\n  }\n}\n\nfragment column_accounts_3kXIeb on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_3kXIeb\n  }\n}\n\nfragment column_accounts_4AQvIf on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_4AQvIf\n  }\n}\n\nfragment column_accounts_DZuy5 on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_DZuy5\n  }\n}\n\nfragment column_accounts_MMz89 on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_MMz89\n  }\n}\n\nfragment column_accounts_ntOSQ on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_ntOSQ\n  }\n}\n\nfragment column_accounts_qo8Ih on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_qo8Ih\n  }\n}\n\nfragment column_accounts_zel5g on LinkedAccountConnection {\n  nodes {\n    id\n    ...cardList_account_zel5g\n  }\n}\n"
  }
};
})();

(node as any).hash = "89a992275db297573d8d134247e82dca";

export default node;
