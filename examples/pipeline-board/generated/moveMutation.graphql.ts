/**
 * @generated SignedSource<<92193ea8d20a19c285743b7fe05892dc>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type MoveApplicationInput = {
  actorId?: string | null | undefined;
  applicationId: string;
  clientMutationId?: string | null | undefined;
  dryRun?: boolean | null | undefined;
  idempotencyKey?: string | null | undefined;
  stageId: string;
};
export type moveMutation$variables = {
  from: ReadonlyArray<string>;
  input: MoveApplicationInput;
  to: ReadonlyArray<string>;
};
export type moveMutation$data = {
  readonly moveApplication: {
    readonly application: {
      readonly id: string;
      readonly stage: {
        readonly id: string;
      } | null | undefined;
      readonly stageKindLabel: string | null | undefined;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly message: string;
      readonly providerMessage: string | null | undefined;
    }>;
  } | null | undefined;
};
export type moveMutation = {
  response: moveMutation$data;
  variables: moveMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "from"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "input"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "to"
},
v3 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "stageKindLabel",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "concreteType": "JobInterviewStage",
  "kind": "LinkedField",
  "name": "stage",
  "plural": false,
  "selections": [
    (v4/*:: as any*/)
  ],
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "UserError",
  "kind": "LinkedField",
  "name": "userErrors",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "providerMessage",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "moveMutation",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "MoveApplicationPayload",
        "kind": "LinkedField",
        "name": "moveApplication",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "application",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/)
            ],
            "storageKey": null
          },
          (v7/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "moveMutation",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "MoveApplicationPayload",
        "kind": "LinkedField",
        "name": "moveApplication",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Application",
            "kind": "LinkedField",
            "name": "application",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "filters": null,
                "handle": "deleteEdge",
                "key": "",
                "kind": "ScalarHandle",
                "name": "id",
                "handleArgs": [
                  {
                    "kind": "Variable",
                    "name": "connections",
                    "variableName": "from"
                  }
                ]
              },
              (v5/*:: as any*/),
              (v6/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "prependNode",
            "key": "",
            "kind": "LinkedHandle",
            "name": "application",
            "handleArgs": [
              {
                "kind": "Variable",
                "name": "connections",
                "variableName": "to"
              },
              {
                "kind": "Literal",
                "name": "edgeTypeName",
                "value": "ApplicationEdge"
              }
            ]
          },
          (v7/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "174719e303dd42493fec8b350d84d5a9",
    "id": null,
    "metadata": {},
    "name": "moveMutation",
    "operationKind": "mutation",
    "text": "mutation moveMutation(\n  $input: MoveApplicationInput!\n) {\n  moveApplication(input: $input) {\n    application {\n      id\n      stageKindLabel\n      stage {\n        id\n      }\n    }\n    userErrors {\n      message\n      providerMessage\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "617c760fcd509a5327c5a6a64eef5e20";

export default node;
