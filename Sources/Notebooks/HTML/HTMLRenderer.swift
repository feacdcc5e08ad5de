struct HTMLRenderer { func page(for document: LessonDocument) -> String { "" } }
