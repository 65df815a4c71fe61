//! Small sorted lists. A tree set for each kind of value would weigh several kilobytes in the page.

/// Inserts an item in its place, once.
pub(crate) fn insert<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

/// Inserts several.
pub(crate) fn extend<T: Ord>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        insert(list, item);
    }
}
