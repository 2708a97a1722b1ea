"""自治体・機関: municipalities, centres, agencies, staff and the posts they hold."""
