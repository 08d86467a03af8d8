/** The attributes of SearchImages: key of the filter, field of the answer, words, and the types that have them. */
export interface Feature {
  readonly key: string;
  readonly field: string;
  /** Null for free text. */
  readonly values: readonly string[] | null;
  readonly types: readonly string[];
}

const COLOURS = [
  ...['Black', 'White', 'Gray', 'Red', 'Blue', 'Yellow', 'Orange', 'Brown'],
  ...['Green', 'Purple', 'Cyan', 'Pink', 'Transparent', 'Other'],
];
const HAIR = [
  ...['Crop', 'CentreParting', 'ForeheadBaldness', 'NeckBaldness', 'Bald', 'CurlyHair'],
  ...['WavyHair', 'Braid', 'Updo', 'LongHair', 'Other'],
];
const POSES = ['Stand', 'Squat', 'LieDown', 'Lie', 'Sit', 'Walk', 'Run', 'Jump', 'Climb', 'Crawl', 'Other'];
const VEHICLES = ['SUV', 'Car', 'Truck', 'Van', 'Taxi', 'Bus', 'Minibus', 'Machinshop'];
const CYCLES = ['Bicycle', 'ElectricVehicle', 'ClosedTricycle', 'OpenedTricycle', 'Other'];

const person = ['person'];
const vehicle = ['vehicle'];
const bicycle = ['bicycle'];
const rider = ['person', 'bicycle'];

export const FEATURES: readonly Feature[] = [
  { key: 'Sex', field: 'SexType', values: ['Male', 'Female', 'Uncertain'], types: rider },
  { key: 'Age', field: 'AgeType', values: ['Youth', 'Midlife', 'OldAge', 'Uncertain'], types: rider },
  { key: 'Hair', field: 'HairType', values: HAIR, types: person },
  { key: 'Pose', field: 'PoseType', values: POSES, types: person },
  {
    key: 'ClothType',
    field: 'ClothType',
    values: ['ShortSleeve', 'MiddleSleeve', 'Sleeveless', 'Other'],
    types: person,
  },
  { key: 'ClothColor', field: 'ClothColor', values: COLOURS, types: person },
  {
    key: 'TrouserType',
    field: 'TrouserType',
    values: ['Trousers', 'Shorts', 'Longuette', 'ShortSkirt', 'Other'],
    types: person,
  },
  { key: 'TrouserColor', field: 'TrouserColor', values: COLOURS, types: person },
  { key: 'PlateNumber', field: 'PlateNumber', values: null, types: vehicle },
  { key: 'VehicleColor', field: 'VehicleColor', values: COLOURS, types: vehicle },
  { key: 'VehicleType', field: 'VehicleType', values: VEHICLES, types: vehicle },
  { key: 'Brand', field: 'Brand', values: null, types: vehicle },
  { key: 'HeadWear', field: 'HeadWear', values: ['None', 'Hat', 'Helmet', 'Scarf', 'Other'], types: bicycle },
  { key: 'NonVehicleType', field: 'NonVehicleType', values: CYCLES, types: bicycle },
];
