/**
 * @generated SignedSource<<49e6a065c74d73d4ffa0669ba4b3beb6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type column_accounts$data = {
  readonly nodes: ReadonlyArray<{
    readonly id: string;
    readonly " $fragmentSpreads": FragmentRefs<"cardList_account">;
  }>;
  readonly " $fragmentType": "column_accounts";
};
export type column_accounts$key = {
  readonly " $data"?: column_accounts$data;
  readonly " $fragmentSpreads": FragmentRefs<"column_accounts">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "kind"
    }
  ],
  "kind": "Fragment",
  "metadata": null,
  "name": "column_accounts",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "LinkedAccount",
      "kind": "LinkedField",
      "name": "nodes",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "id",
          "storageKey": null
        },
        {
          "args": [
            {
              "kind": "Variable",
              "name": "kind",
              "variableName": "kind"
            }
          ],
          "kind": "FragmentSpread",
          "name": "cardList_account"
        }
      ],
      "storageKey": null
    }
  ],
  "type": "LinkedAccountConnection",
  "abstractKey": null
};

(node as any).hash = "653eb6a2e2f4d2f950f8f4acb42242d6";

export default node;
