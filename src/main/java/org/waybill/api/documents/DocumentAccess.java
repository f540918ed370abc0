package org.waybill.api.documents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.document.Document;
import org.waybill.document.Documents;
import org.waybill.owner.Owner;

/** Finds the document that a path names; another's is not there. */
@ApplicationScoped
class DocumentAccess {

  @Inject private Documents documents;

  Document find(Owner owner, String id) {
    return documents.find(owner, id(id)).orElseThrow(() -> missing(id));
  }

  static UUID id(String text) {
    return FieldText.uuid(text).orElseThrow(() -> missing(text));
  }

  static Problem missing(String id) {
    return Problem.notFound("document " + id);
  }
}
