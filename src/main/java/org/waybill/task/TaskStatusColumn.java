package org.waybill.task;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a status by its label. */
@Converter(autoApply = true)
public class TaskStatusColumn implements AttributeConverter<TaskStatus, String> {

  @Override
  public String convertToDatabaseColumn(TaskStatus status) {
    return status == null ? null : status.label();
  }

  @Override
  public TaskStatus convertToEntityAttribute(String label) {
    return label == null ? null : TaskStatus.of(label);
  }
}
