import { Field, InputType, ObjectType } from "type-graphql";

import type { Application } from "./application.js";
import type { Candidate } from "./candidate.js";
import type { Draft } from "./draft.js";
import { AttachmentKind } from "./enums.js";
import { RecordFilter, RecordOrder, RelationFilter, StringComparator, enumComparator } from "./filters.js";
import { instant, int, maybe, text, url } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { Instant } from "./scalars.js";

@ObjectType({ simpleResolvers: true, implements: [ProviderRecord, Node], description: "A file of a candidate." })
export class Attachment extends ProviderRecord {
  @text("File name.")
  fileName?: Maybe<string>;
  @text("Media type, such as `application/pdf`.")
  contentType?: Maybe<string>;
  @int("Size in bytes.")
  sizeBytes?: Maybe<number>;
  @maybe(() => AttachmentKind, "What the file is.")
  kind?: Maybe<AttachmentKind>;
  @text("The provider's word for what the file is.")
  kindLabel?: Maybe<string>;
  @url("The provider's link; it works without credentials and may expire.")
  fileUrl?: Maybe<string>;
  @instant("When the link stops working.")
  fileUrlExpiresAt?: Maybe<Instant>;

  candidateRef?: Maybe<Ref<Draft<Candidate>>>;
  applicationRef?: Maybe<Ref<Draft<Application>>>;
}

const AttachmentKindComparator = enumComparator<AttachmentKind>("AttachmentKind", AttachmentKind);

@InputType({
  description: "Which attachments. All conditions must hold; providers ask for a candidate or an application.",
})
export class AttachmentFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Files of this candidate." })
  candidate?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "Files of this application." })
  application?: RelationFilter;
  @Field(() => AttachmentKindComparator, { nullable: true, description: "What the file is." })
  kind?: InstanceType<typeof AttachmentKindComparator>;
  @Field(() => StringComparator, { nullable: true, description: "File name." })
  fileName?: StringComparator;
}

@InputType({ description: "In which order attachments come." })
export class AttachmentOrder extends RecordOrder {}
