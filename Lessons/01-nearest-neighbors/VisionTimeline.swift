import Pictures

/// What led from looking at cells to networks that label pictures, 1959 to 2017.
let visionTimeline = Timeline(
  events: [
    (1959, "Hubel and Wiesel: cells that answer to edges"),
    (1963, "Roberts: solids from line drawings"),
    (1966, "MIT's Summer Vision Project"),
    (1973, "pictorial structures: parts on springs"),
    (1980, "Neocognitron"),
    (1982, "Marr: Vision"),
    (1997, "normalised cuts: segmentation by graphs"),
    (1998, "LeNet-5 reads digits"),
    (1999, "SIFT: features that survive scale and turning"),
    (2001, "Viola and Jones: faces in real time"),
    (2005, "HoG; PASCAL VOC begins"),
    (2009, "ImageNet"),
    (2012, "AlexNet"),
    (2015, "ResNet: 152 layers"),
    (2017, "the last ImageNet challenge"),
  ])
