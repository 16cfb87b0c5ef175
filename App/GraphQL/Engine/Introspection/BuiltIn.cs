using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Introspection;

/// <summary>What every schema has: the scalars of §3.5, the directives of §3.13 and the introspection types of §4.2.</summary>
internal static class BuiltIn
{
    public static ScalarType Int { get; } = new("Int", "A whole number between -2147483648 and 2147483647.", null, new IntCoercion());

    public static ScalarType Float { get; } = new("Float", "A number of double precision.", null, new FloatCoercion());

    public static ScalarType String { get; } = new("String", "Text in Unicode.", null, new StringCoercion());

    public static ScalarType Boolean { get; } = new("Boolean", "true or false.", null, new BooleanCoercion());

    public static ScalarType Id { get; } = new("ID", "Identifies an object; text that means nothing else.", null, new IdCoercion());

    public static IReadOnlyList<ScalarType> Scalars { get; } = [Int, Float, String, Boolean, Id];

    /// <summary>
    /// The deprecation of arguments and input fields is of the edition after October 2021; tools ask for it.
    /// </summary>
    public const string Definitions = """"
        "Leaves out the field or fragment when the argument is true."
        directive @skip("Leave it out." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Takes in the field or fragment only when the argument is true."
        directive @include("Take it in." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks what should no longer be used."
        directive @deprecated("Why, and what to use instead." reason: String = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Says where a scalar's behaviour is specified."
        directive @specifiedBy("The address of the specification." url: String!) on SCALAR

        "What the service can be asked."
        type __Schema {
          description: String
          "All types."
          types: [__Type!]!
          "The type at which queries begin."
          queryType: __Type!
          "The type at which mutations begin."
          mutationType: __Type
          "The type at which subscriptions begin."
          subscriptionType: __Type
          "All directives."
          directives: [__Directive!]!
        }

        "A type; which fields have a value depends on its kind."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean = false): [__InputValue!]
          ofType: __Type
        }

        "The kinds of types."
        enum __TypeKind {
          "A leaf with a value."
          SCALAR
          "Has fields."
          OBJECT
          "Fields that several object types share."
          INTERFACE
          "One of several object types."
          UNION
          "One of several names."
          ENUM
          "Fields that are given to an argument."
          INPUT_OBJECT
          "Many of another type."
          LIST
          "Another type without null."
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "What holds where nothing is given, in the query language."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An annotation of a document or of the schema."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean = false): [__InputValue!]!
        }

        "Where a directive may stand."
        enum __DirectiveLocation {
          "An operation that reads."
          QUERY
          "An operation that changes."
          MUTATION
          "An operation that waits for events."
          SUBSCRIPTION
          "A field of a request."
          FIELD
          "A fragment."
          FRAGMENT_DEFINITION
          "A use of a fragment."
          FRAGMENT_SPREAD
          "A fragment without a name."
          INLINE_FRAGMENT
          "A variable of an operation."
          VARIABLE_DEFINITION
          "The schema."
          SCHEMA
          "A scalar type."
          SCALAR
          "An object type."
          OBJECT
          "A field of the schema."
          FIELD_DEFINITION
          "An argument of the schema."
          ARGUMENT_DEFINITION
          "An interface type."
          INTERFACE
          "A union type."
          UNION
          "An enum type."
          ENUM
          "A value of an enum."
          ENUM_VALUE
          "An input object type."
          INPUT_OBJECT
          "A field of an input object."
          INPUT_FIELD_DEFINITION
        }
        """";
}
