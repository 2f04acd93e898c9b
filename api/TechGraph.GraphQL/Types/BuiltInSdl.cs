namespace TechGraph.GraphQL.Types;

/// <summary>
/// SDL that every schema contains: built-in scalars, directives and introspection types. Specification, sections 3.5, 3.13 and
/// 4.2.
/// </summary>
internal static class BuiltInSdl
{
    public const string Text = """
        scalar Int
        scalar Float
        scalar String
        scalar Boolean
        scalar ID

        "Includes a selection only if the condition is true."
        directive @include("Whether the selection is included." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Skips a selection if the condition is true."
        directive @skip("Whether the selection is skipped." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks a definition that should no longer be used."
        directive @deprecated("What to use instead, in Markdown." reason: String! = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Links to the specification of a scalar."
        directive @specifiedBy("URL of the specification." url: String!) on SCALAR
        "Requires exactly one field of an input object."
        directive @oneOf on INPUT_OBJECT

        "A schema."
        type __Schema {
          "Description; null if there is none."
          description: String
          "Every type."
          types: [__Type!]!
          "Root type of queries."
          queryType: __Type!
          "Root type of mutations; null if there are none."
          mutationType: __Type
          "Root type of subscriptions; null if there are none."
          subscriptionType: __Type
          "Every directive."
          directives: [__Directive!]!
        }

        "A type. Fields that do not belong to its kind are null."
        type __Type {
          "Kind of the type."
          kind: __TypeKind!
          "Name; null for a list or non-null type."
          name: String
          "Description; null if there is none."
          description: String
          "URL of a scalar's specification."
          specifiedByURL: String
          "Fields of an object or interface."
          fields("Whether to include deprecated ones." includeDeprecated: Boolean! = false): [__Field!]
          "Interfaces that an object or interface implements."
          interfaces: [__Type!]
          "Object types of an interface or union."
          possibleTypes: [__Type!]
          "Values of an enum."
          enumValues("Whether to include deprecated ones." includeDeprecated: Boolean! = false): [__EnumValue!]
          "Fields of an input object."
          inputFields("Whether to include deprecated ones." includeDeprecated: Boolean! = false): [__InputValue!]
          "The type inside a list or non-null type."
          ofType: __Type
          "Whether an input object requires exactly one field."
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind { "A leaf." SCALAR "Fields." OBJECT "Fields that several objects have." INTERFACE "One of several objects." UNION "One of several names." ENUM "Fields of an argument." INPUT_OBJECT "A list of one type." LIST "Never null." NON_NULL }

        "A field of an object or interface."
        type __Field {
          "Name."
          name: String!
          "Description; null if there is none."
          description: String
          "Arguments."
          args("Whether to include deprecated ones." includeDeprecated: Boolean! = false): [__InputValue!]!
          "Type of the values."
          type: __Type!
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "What to use instead; null if it is not deprecated."
          deprecationReason: String
        }

        "An argument or a field of an input object."
        type __InputValue {
          "Name."
          name: String!
          "Description; null if there is none."
          description: String
          "Type of the values."
          type: __Type!
          "Default value in GraphQL syntax; null if there is none."
          defaultValue: String
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "What to use instead; null if it is not deprecated."
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          "Name."
          name: String!
          "Description; null if there is none."
          description: String
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "What to use instead; null if it is not deprecated."
          deprecationReason: String
        }

        "A directive."
        type __Directive {
          "Name."
          name: String!
          "Description; null if there is none."
          description: String
          "Whether it may be used several times at one location."
          isRepeatable: Boolean!
          "Locations where it may be used."
          locations: [__DirectiveLocation!]!
          "Arguments."
          args("Whether to include deprecated ones." includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "Location where a directive may be used."
        enum __DirectiveLocation { "A query." QUERY "A mutation." MUTATION "A subscription." SUBSCRIPTION "A field." FIELD "A fragment." FRAGMENT_DEFINITION "A spread." FRAGMENT_SPREAD "An inline fragment." INLINE_FRAGMENT "A variable." VARIABLE_DEFINITION "The schema." SCHEMA "A scalar." SCALAR "An object." OBJECT "A field's definition." FIELD_DEFINITION "An argument's definition." ARGUMENT_DEFINITION "An interface." INTERFACE "A union." UNION "An enum." ENUM "An enum's value." ENUM_VALUE "An input object." INPUT_OBJECT "An input field's definition." INPUT_FIELD_DEFINITION }

        type __Meta { __schema: __Schema! __type("Name of the type." name: String!): __Type __typename: String! }
        """;
}
