import { useState } from "react";
import { refusalInWords } from "../shared/refusal";
import type { Account } from "./accounts";
import type { Client } from "./client";
import type { TimeoffDecision, TimeoffStatus } from "./generated/graphql";
import { rangeInWords } from "./month";
import { decideMutation } from "./operations";
import type { Request } from "./read-month";

interface PendingRequestsProps {
  client: Client;
  accounts: readonly Account[];
  requests: readonly Request[] | undefined;
  onDecided: (decided: { id: string; status: TimeoffStatus | null }) => void;
  onRefused: (reason: string) => void;
}

export function PendingRequests({ client, accounts, requests, onDecided, onRefused }: PendingRequestsProps) {
  const [busyId, setBusyId] = useState<string>();
  const [outcome, setOutcome] = useState("");
  const pending = (requests ?? []).filter(({ status }) => status === "PENDING");

  const decide = async ({ id, employee }: Request, decision: TimeoffDecision): Promise<void> => {
    setBusyId(id);
    try {
      const input = { timeoffRequestId: id, decision, idempotencyKey: crypto.randomUUID() };
      const { data, errors } = await client(decideMutation, { input });
      const decided = data.decideTimeoffRequest;
      const refusal = decided?.userErrors[0] ?? errors[0];
      if (refusal) {
        onRefused(`${employee?.name ?? "The request"}: ${refusalInWords(refusal)}`);
      } else {
        const word = decision === "APPROVE" ? "Approved" : "Declined";
        setOutcome(`${word}: ${employee?.name ?? "the request"}.`);
        onDecided({ id, status: decided?.timeoffRequest?.status ?? null });
      }
    } catch (error) {
      onRefused(error instanceof Error ? error.message : "The decision did not get through.");
    } finally {
      setBusyId(undefined);
    }
  };

  return (
    <section aria-label="Waiting for a decision" className="panel">
      <h2>Waiting for a decision</h2>
      <p role="status" className="quiet">
        {outcome}
      </p>
      {requests && pending.length === 0 && <p className="quiet">Nothing in this month.</p>}
      <ul>
        {pending.map((request) => (
          <PendingRequest
            key={request.id}
            request={request}
            account={accounts.find(({ id }) => id === request.account.id)}
            isBusy={busyId === request.id}
            onDecide={(decision) => void decide(request, decision)}
          />
        ))}
      </ul>
    </section>
  );
}

interface PendingRequestProps {
  request: Request;
  account: Account | undefined;
  isBusy: boolean;
  onDecide: (decision: TimeoffDecision) => void;
}

function PendingRequest({ request, account, isBusy, onDecide }: PendingRequestProps) {
  const { employee, type, startDate, endDate } = request;
  const name = employee?.name ?? "Name withheld";
  const button = (label: string, decision: TimeoffDecision, className?: string) => (
    <button
      type="button"
      className={className}
      disabled={isBusy}
      aria-label={`${label} ${type?.name ?? "time off"} of ${name}`}
      onClick={() => {
        onDecide(decision);
      }}
    >
      {label}
    </button>
  );
  return (
    <li className="pending">
      <strong>{name}</strong>
      <span className="quiet">
        {type?.name} · {startDate && endDate && rangeInWords(startDate, endDate)} · {account?.label}
      </span>
      {account?.undecidable ? (
        <span className="quiet">Cannot be decided here. {account.undecidable}</span>
      ) : (
        <span className="decision">
          {button("Approve", "APPROVE", "primary")}
          {button("Decline", "DECLINE")}
        </span>
      )}
    </li>
  );
}
