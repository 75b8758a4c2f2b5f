import { Environment, Network, RecordSource, Store } from "relay-runtime";
import {
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSelector,
} from "relay-runtime";
import type { Direction } from "relay-runtime";

import type { World } from "../support/world.js";
import type { Compiled } from "./compile.js";

/** A client of Relay without React: what its hooks do with the store, and no more. */
export interface RelayClient {
  environment: Environment;
  /** The operations that were sent, by name. */
  sent: string[];
  /** Fetches the operation of a module and gives its fragment. */
  open(module: string, variables?: object): Promise<OpenFragment>;
  mutate(name: string, variables: Variables): Promise<any>;
}

type Variables = Record<string, unknown>;

export interface OpenFragment {
  /** What the store holds of it now. */
  read(): any;
  /** As `loadNext` and `loadPrevious` of `usePaginationFragment`. */
  load(direction: Direction, count: number): Promise<void>;
  /** As `refetch` of `useRefetchableFragment`. */
  refetch(): Promise<void>;
  /** Calls back with what it holds whenever that changes. */
  watch(onChange: (data: any) => void): void;
}

export type StoreOptions = Pick<ConstructorParameters<typeof Environment>[0], "getDataID">;

export function relayClient(world: Pick<World, "ask">, compiled: Compiled, options: StoreOptions = {}): RelayClient {
  const sent: string[] = [];
  const network = Network.create(async ({ name, text }, variables) => {
    sent.push(name);
    const { data, errors } = await world.ask(text ?? "", variables);
    if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
    return { data };
  });
  const environment = new Environment({ network, store: new Store(new RecordSource()), ...options });
  const fetched = (request: any, variables: any) => fetchQuery(environment, request, variables).toPromise();

  return {
    environment,
    sent,
    async open(module, variables = {}) {
      const request = compiled.artifact(`${module}Query`);
      const fragment = compiled.artifact(`${module}_data`);
      const operation = createOperationDescriptor(request, variables);
      await fetched(request, variables);
      environment.retain(operation);
      const selector = (): any => {
        const data: any = environment.lookup(operation.fragment).data;
        return getSelector(fragment, data.node?.record ?? data);
      };
      const snapshot = () => environment.lookup(selector());
      const read = (): any => snapshot().data;
      const own = () => ({ ...operation.request.variables, ...selector().variables });
      const identity = () => {
        const { identifierInfo } = getRefetchMetadata(fragment, module);
        if (!identifierInfo?.identifierField) return {};
        return { [identifierInfo.identifierQueryVariableName]: read()[identifierInfo.identifierField] };
      };
      return {
        read,
        async load(direction, count) {
          const { connectionPathInFragmentData, paginationMetadata, paginationRequest } = getPaginationMetadata(
            fragment,
            module,
          );
          const { pageInfo } = connectionPathInFragmentData.reduce((at: any, key) => at[key], read());
          const cursor = direction === "forward" ? pageInfo.endCursor : pageInfo.startCursor;
          const page = getPaginationVariables(direction, count, cursor, own(), {}, paginationMetadata);
          await fetched(paginationRequest, { ...page, ...identity() });
        },
        async refetch() {
          await fetched(getRefetchMetadata(fragment, module).refetchableRequest, { ...own(), ...identity() });
        },
        watch(onChange) {
          environment.subscribe(snapshot(), ({ data }) => {
            onChange(data);
          });
        },
      };
    },
    mutate: (name, variables) =>
      new Promise((resolve, reject) => {
        commitMutation(environment, {
          mutation: compiled.artifact(name),
          variables,
          onCompleted: (response, errors) => {
            resolve({ response, errors });
          },
          onError: reject,
        });
      }),
  };
}
