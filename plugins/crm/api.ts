import { defineEvent, defineResourceRef } from 'guildhall/sdk';
import { z } from 'zod';

/** A person. @example contactId: reference(() => contacts) */
export const contacts = defineResourceRef('crm.contact');

/** An organisation. @example customerId: reference(() => companies, { required: true }) */
export const companies = defineResourceRef('crm.company');

/** A way of selling, made of stages. @example pipelineId: reference(() => pipelines) */
export const pipelines = defineResourceRef('crm.pipeline');

/** A step of a pipeline. @example stageId: reference(() => stages) */
export const stages = defineResourceRef('crm.stage');

/** A chance to sell. @example dealId: reference(() => deals) */
export const deals = defineResourceRef('crm.deal');

/** A deal's move from one stage to another. @example moveId: reference(() => stageChanges) */
export const stageChanges = defineResourceRef('crm.stage-change');

/** Somebody who may become a customer. @example prospectId: reference(() => prospects) */
export const prospects = defineResourceRef('crm.prospect');

/** A call, e-mail, meeting, note, task or message. @example interactionId: reference(() => interactions) */
export const interactions = defineResourceRef('crm.interaction');

/** A contact that was merged into another. @example mergeId: reference(() => contactMerges) */
export const contactMerges = defineResourceRef('crm.contact-merge');

const id = z.uuid();
const closed = z.object({
  dealId: id,
  contactId: id.nullable(),
  companyId: id.nullable(),
  ownerId: id.nullable(),
});

/** A deal was won. @example await ctx.emit(dealWon, { dealId, contactId, companyId, ownerId }); */
export const dealWon = defineEvent('crm.deal.won', closed);

/** A deal was lost, and why. @example await ctx.emit(dealLost, { dealId, contactId, companyId, ownerId, reason: 'price' }); */
export const dealLost = defineEvent('crm.deal.lost', closed.extend({ reason: z.string() }));

/** A closed deal is open again. @example await ctx.emit(dealReopened, { dealId, contactId, companyId, ownerId }); */
export const dealReopened = defineEvent('crm.deal.reopened', closed);

/** A deal went to another stage. @example await ctx.emit(dealMoved, { dealId, fromStageId, toStageId, pipelineId }); */
export const dealMoved = defineEvent(
  'crm.deal.moved',
  z.object({ dealId: id, fromStageId: id, toStageId: id, pipelineId: id }),
);

/** A prospect became a contact, a company, a deal, or several of these. @example await ctx.emit(prospectConverted, { prospectId, contactId, companyId: null, dealId: null }); */
export const prospectConverted = defineEvent(
  'crm.prospect.converted',
  z.object({ prospectId: id, contactId: id.nullable(), companyId: id.nullable(), dealId: id.nullable() }),
);

/** A call, meeting or task was done. @example await ctx.emit(interactionCompleted, { interactionId, type: 'call' }); */
export const interactionCompleted = defineEvent(
  'crm.interaction.completed',
  z.object({ interactionId: id, type: z.string() }),
);

/** One contact took in another; move what points at the second. @example await ctx.emit(contactsMerged, { contactId, mergedId }); */
export const contactsMerged = defineEvent('crm.contact.merged', z.object({ contactId: id, mergedId: id }));
